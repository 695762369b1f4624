import type { CatalogField, CatalogMetric } from '../catalog/catalog-model.ts'
import type { ModuleMetadata } from '../model.ts'

/** A command, as its module declares it. */
export interface DocumentedCommand {
  readonly name: string
  readonly description: string
  readonly permission: string
  readonly entity: string
  readonly events: readonly DocumentedEvent[]
}

/** What a command tells others. */
export interface DocumentedEvent {
  readonly type: string
  readonly of: string
  readonly data: readonly string[]
}

/** A module with everything that its pages say. */
export interface DocumentedModule {
  readonly metadata: ModuleMetadata
  readonly question: string
  readonly dependsOn: readonly string[]
  readonly commands: readonly DocumentedCommand[]
  /** Types of messages of others that it takes; `*` stands for one word. */
  readonly takes: readonly string[]
  /** Fields that people wrote, by the type that has them, whoever answers them. */
  readonly fields: ReadonlyMap<string, readonly CatalogField[]>
  readonly metrics: readonly CatalogMetric[]
}

/** A page, by its path below docs/modules. */
export interface DocumentedPage {
  readonly path: string
  readonly text: string
}
