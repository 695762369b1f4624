# One image for every process; docker-compose.yml says which one each container runs.
FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc* ./
RUN npm ci --omit=dev
COPY . .
RUN npx prisma generate && chown -R node:node /app
USER node
