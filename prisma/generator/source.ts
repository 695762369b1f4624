import type { Documentation } from './parse-annotations.ts'

/** What the readers need of a Prisma field; names in SQL and in GraphQL side by side. */
export interface SourceField {
  readonly name: string
  /** Postgres name; for a relation field, its own name. */
  readonly column: string
  readonly kind: 'scalar' | 'object' | 'enum' | 'unsupported'
  /** Prisma's type: String, BigInt, … or the model on the other end. */
  readonly type: string
  readonly nativeType: string | undefined
  readonly nativeArguments: readonly string[]
  readonly list: boolean
  readonly required: boolean
  readonly hasDefault: boolean
  /** Set on both ends of a relation. */
  readonly relation: string | undefined
  /** Set on the end that holds the foreign key. */
  readonly fromFields: readonly string[]
  readonly toFields: readonly string[]
  /** What Postgres does to this row when the row that it names goes away or changes its key. */
  readonly actions: readonly (string | undefined)[]
  readonly documentation: Documentation
}

export interface SourceIndex {
  readonly fields: readonly string[]
  readonly kind: 'PRIMARY' | 'UNIQUE' | 'NORMAL'
  readonly algorithm: string | undefined
  readonly descending: boolean
}

export interface SourceModel {
  readonly name: string
  /** Postgres schema, which is the module. */
  readonly schema: string
  readonly table: string
  readonly documentation: Documentation
  readonly fields: readonly SourceField[]
  readonly indexes: readonly SourceIndex[]
}

/** The whole model, parsed: the only thing that readers and conventions see of Prisma. */
export interface Source {
  readonly models: readonly SourceModel[]
  /** Text of the Prisma files, for what Prisma does not tell a generator. */
  readonly text: string
}

/** The field of that name. */
export function fieldOf(model: SourceModel, name: string): SourceField | undefined {
  return model.fields.find(field => field.name === name)
}

/** The model of that name. */
export function modelOf(source: Source, name: string): SourceModel | undefined {
  return source.models.find(model => model.name === name)
}

/** The model behind `schema.table`. */
export function modelOfTable(source: Source, schema: string, table: string): SourceModel | undefined {
  return source.models.find(model => model.schema === schema && model.table === table)
}
