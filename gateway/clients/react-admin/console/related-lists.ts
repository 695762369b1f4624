import type { GraphSchema } from '../provider/graph-schema.ts'
import type { Resource } from '../provider/resource.ts'

/** A list of records that refer to one record. */
export interface RelatedList {
  readonly resource: Resource
  /** Name of the reference, `assigneePerson`. */
  readonly reference: string
  /** The column that holds the id. */
  readonly column: string
}

/** The id column of a reference: it has the same name with Id, or stands before it and says the same of itself. */
export const referenceColumn = ({ fields }: Resource, reference: string): string | undefined => {
  const place = fields.findIndex(({ name }) => name === reference)
  const before = fields[place - 1]
  const beside = before?.type === 'ID' && before.description === fields[place]?.description ? before : undefined
  return (fields.find(({ name }) => name === `${reference}Id`) ?? beside)?.name
}

/** Everything that refers to records of a type, found in the schema. */
export const relatedLists = ({ resources }: GraphSchema, type: string): readonly RelatedList[] => [...resources.values()].flatMap(resource =>
  resource.fields.filter(field => field.kind === 'REFERENCE' && field.type === type).flatMap(({ name: reference }) => {
    const column = referenceColumn(resource, reference)
    return column === undefined || !resource.filters.has(column) ? [] : [{ resource, reference, column }]
  }))
