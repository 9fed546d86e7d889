# A small image with the program alone. It runs as a plain user and writes nothing of its own:
#
#     docker build --tag ecg .
#     docker run --rm --read-only --user "$(id -u)" --volume "$PWD:/work" ecg next-meeting

FROM python:3.13-slim AS build
RUN python -m venv --without-pip /opt/ecg
COPY . /src
RUN pip --python /opt/ecg install --no-cache-dir /src

FROM python:3.13-slim
COPY --from=build /opt/ecg /opt/ecg
ENV PATH=/opt/ecg/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["ecg"]
