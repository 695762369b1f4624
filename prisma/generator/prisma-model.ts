import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as DMMF from '@prisma/dmmf'
import { z } from 'zod'
import type { PrismaModel } from './generate-metadata.ts'
import type { Layout } from './layout.ts'
import { layoutSchema } from './layout.ts'
import { createPrismaEngine } from './prisma-engine.ts'

/** Path and text of every Prisma file. */
export type PrismaFiles = readonly (readonly [path: string, text: string])[]

const engine = createPrismaEngine()
const datamodelSchema = z.custom<DMMF.Datamodel>(value => typeof value === 'object' && value !== null && 'models' in value && 'indexes' in value)
const configSchema = z.object({
  config: z.object({ generators: z.array(z.object({ name: z.string(), config: z.record(z.string(), z.unknown()) })) }),
})

/** All `*.prisma` files below a folder, sorted by path. */
export function readPrismaFiles(folder: string): PrismaFiles {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.prisma')).sort()
  return paths.map(path => [path, readFileSync(join(folder, path), 'utf8')])
}

/** What the command line of Prisma would hand to the generator for these files. */
export function modelOfFiles(files: PrismaFiles): PrismaModel {
  return { datamodel: datamodelSchema.parse(engine.call('get_datamodel', { prismaSchema: files })), text: files.map(([, text]) => text).join('\n') }
}

/** The block `generator veilgraph` of these files. */
export function layoutOfFiles(files: PrismaFiles): Layout {
  const { config } = configSchema.parse(engine.call('get_config', { prismaSchema: files, datasourceOverrides: {}, env: {}, ignoreEnvVarErrors: true }))
  return layoutSchema.parse(config.generators.find(({ name }) => name === 'veilgraph')?.config)
}
