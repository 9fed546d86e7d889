# A small image with the program alone. It runs as a plain user and writes only in the folder that it is given, where
# `.ecg` keeps its state:
#
#     docker build --tag ecg .
#     docker run --rm --read-only --user "$(id -u):$(id -g)" --volume "$PWD:/meetings" ecg wiki bump
#
# For a page on a wiki, pass the secret on, and for which host it is:
# `--env ECG_WIKI_TOKEN --env ECG_WIKI_HOST=wiki.example.org`.
#
# What it is made of is pinned: the base by its digest, all else by the hashes in requirements.lock and build.lock.

FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS base

FROM base AS build
RUN python -m venv --without-pip /opt/ecg
COPY requirements.lock build.lock /src/
RUN pip --python /opt/ecg install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r /src/requirements.lock \
 && pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r /src/build.lock
COPY . /src
RUN pip wheel --no-deps --no-index --no-build-isolation --wheel-dir /wheel /src \
 && pip --python /opt/ecg install --no-deps --no-index /wheel/*.whl

FROM base
# the image has Python's own library without bytecode: compiling it at each start takes longer than all the rest
RUN python -m compileall -q -x site-packages /usr/local/lib
COPY --from=build /opt/ecg /opt/ecg
ENV PATH=/opt/ecg/bin:$PATH XDG_STATE_HOME=/meetings/.ecg
USER 65532:65532
WORKDIR /meetings
ENTRYPOINT ["ecg"]
