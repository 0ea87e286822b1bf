# One image for both processes; docker-compose.yml says which one a container runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit \
  && npm run build:web \
  && npm run build:worker -- /opt/mediasoup-worker \
  && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# What the worker links at run time, and ffmpeg for recordings and clips.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg libuv1 libssl3 libstdc++6 util-linux \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home --uid 10001 shoal \
  && install -d -o shoal -g shoal /data /store
WORKDIR /app
COPY --from=build /app .
COPY --from=build /opt/mediasoup-worker /opt/mediasoup-worker
ENV NODE_ENV=production MEDIASOUP_WORKER_BIN=/opt/mediasoup-worker FFMPEG_PATH=/usr/bin/ffmpeg WEB_DIST=/app/web/dist
USER shoal
CMD ["node", "server/src/main.ts"]
