# One file on the Node that runs it. `docker build -t buurtrust .`, or in the registry: see teamsapp.yml.
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm run bundle && npm run sbom

FROM node:24-slim
ENV NODE_ENV=production
# The exporter of telemetry sends Microsoft no figures about itself.
ENV APPLICATION_INSIGHTS_NO_STATSBEAT=1 APPLICATIONINSIGHTS_STATSBEAT_DISABLED=1 APPLICATIONINSIGHTS_SDKSTATS_DISABLED=1
WORKDIR /app
COPY --from=build /build/dist/server ./server
COPY --from=build /build/dist/tab ./dist/tab
COPY --from=build /build/dist/sbom ./sbom
COPY LICENSE ./
USER node
EXPOSE 3978
# It reads its own folder, writes nothing and starts no other program; so it needs no writable file system either.
CMD ["node", "--disable-warning=DEP0040", "--permission", "--allow-fs-read=/app", "server/index.mjs"]
