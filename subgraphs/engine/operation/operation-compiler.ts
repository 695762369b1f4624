import type { GraphQLSchema } from 'graphql'
import type { Catalog } from '../read/catalog.ts'
import type { References } from '../resolvers.ts'

/** What the operations of one module are understood with. */
export interface OperationCompiler {
  readonly schema: GraphQLSchema
  readonly catalog: Catalog
  /** Fields that a resolver answers. */
  isWritten(type: string, field: string): boolean
  /** Entities that no table holds. */
  readonly references: References
}
