import type { ModelName, SealedRow } from '../../../prisma/database/sealed-tables.ts'
import type { SealedFields } from '../../../schema/metadata/sensitive-fields.ts'

type PublicField<Type extends ModelName> = Exclude<keyof SealedRow<Type> & string, Type extends keyof SealedFields ? SealedFields[Type] : never>

/** Something that happened to one row. What it says of the row are ids and public columns; whoever needs more asks the graph in its own name. */
export interface EventDefinition<Type extends ModelName = ModelName> {
  /** `<module>.<aggregate>.<past tense>.v<n>`. */
  readonly type: string
  /** Type of the row that it happened to. */
  readonly of: Type
  /** Fields of the row that travel with it. */
  readonly data: readonly string[]
  /** What travels with it of other rows: the coordinate of a public column by the name that it gets. */
  readonly also?: Readonly<Record<string, string>>
}

interface EventDeclaration<Type extends ModelName> extends Omit<EventDefinition<Type>, 'data'> {
  readonly data: readonly PublicField<Type>[]
}

/** Declares an event; the start of the module refuses one that names anything but public columns. */
export function defineEvent<const Type extends ModelName>(event: EventDeclaration<Type>): EventDefinition<Type> {
  return event
}
