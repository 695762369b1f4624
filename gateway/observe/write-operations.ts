import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { metricFacts } from '../../schema/observe/metrics.ts'
import '../quickstart.ts'
import '../serve-distributed.ts'
import { withPart, writtenParts } from './operations-text.ts'

/** Writes what docs/operations.md, docker-compose.yml and .env.example say of settings and metrics anew: `node --import tsx gateway/observe/write-operations.ts`. */

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

// every metric is registered where it is counted, so everything that counts is loaded
for (const part of writtenParts(read, metricFacts())) writeFileSync(join(projectFolder, part.path), withPart(read(part.path), part))
