import type { ModuleMetadata } from '../../../schema/model.ts'
import type { Layout } from '../layout.ts'
import type { Report } from '../problem.ts'
import type { Source } from '../source.ts'

/** The model as a convention sees it: as Prisma said it, and as the product will know it. */
export interface World {
  readonly source: Source
  readonly modules: readonly ModuleMetadata[]
  readonly layout: Layout
}

/** A rule of the model that holds for every module, present and future. It reports every place that breaks it. */
export type Convention = (world: World, report: Report) => void
