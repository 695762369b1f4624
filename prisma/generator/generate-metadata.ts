import type * as DMMF from '@prisma/dmmf'
import type { ModuleMetadata } from '../../schema/model.ts'
import { CONVENTIONS } from './conventions/all-conventions.ts'
import type { Layout } from './layout.ts'
import { STATE_SCHEMAS } from './layout.ts'
import { printIndex, printModule } from './print-metadata.ts'
import { printSensitiveFields } from './print-sensitive-fields.ts'
import type { Problem } from './problem.ts'
import { collectProblems } from './problem.ts'
import { readModules } from './read-modules.ts'
import { readSource } from './read-source.ts'

/** What Prisma hands to a generator, as far as it is used here. */
export interface PrismaModel {
  readonly datamodel: DMMF.Datamodel
  /** The Prisma files, joined. */
  readonly text: string
}

/** The metadata and everything that is wrong with the model; with a problem in the list, the metadata must not be used. */
export interface Generated {
  readonly modules: readonly ModuleMetadata[]
  readonly problems: readonly Problem[]
}

/** From Prisma's description of the model to ours. Reads nothing but its arguments, so the same model gives the same bytes everywhere. */
export function generateMetadata({ datamodel, text }: PrismaModel, layout: Layout): Generated {
  const { problems, report } = collectProblems()
  const source = readSource(datamodel, text, report)
  const modules = readModules(layout, { source, report })
  for (const convention of CONVENTIONS) convention({ source, modules, layout }, report)
  return { modules, problems }
}

/** File name → text of everything that stands in `schema/metadata`. */
export function printFiles(modules: readonly ModuleMetadata[]): ReadonlyMap<string, string> {
  const names = modules.map(module => module.name)
  const index = printIndex(names.filter(name => !(name in STATE_SCHEMAS)), names.filter(name => name in STATE_SCHEMAS))
  return new Map([...modules.map(module => [`${module.name}.ts`, printModule(module)] as const), ['index.ts', index], ['sensitive-fields.ts', printSensitiveFields(modules)]])
}
