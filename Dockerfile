# A small image with the program alone. It runs as a plain user and writes only in the folder that it is given, where
# `.ecg` keeps its state:
#
#     docker build --tag ecg .
#     docker run --rm --read-only --user "$(id -u):$(id -g)" --volume "$PWD:/meetings" ecg wiki bump
#
# For a page on a wiki, pass the secret on, and for which host it is:
# `--env ECG_WIKI_TOKEN --env ECG_WIKI_HOST=wiki.example.org`.

FROM python:3.13-slim AS build
RUN python -m venv --without-pip /opt/ecg
COPY . /src
RUN pip --python /opt/ecg install --no-cache-dir /src

FROM python:3.13-slim
# the image has Python's own library without bytecode: compiling it at each start takes longer than all the rest
RUN python -m compileall -q -x site-packages /usr/local/lib
COPY --from=build /opt/ecg /opt/ecg
ENV PATH=/opt/ecg/bin:$PATH XDG_STATE_HOME=/meetings/.ecg
USER 65532:65532
WORKDIR /meetings
ENTRYPOINT ["ecg"]
