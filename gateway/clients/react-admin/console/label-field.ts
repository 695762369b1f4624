import type { Resource, ResourceField } from '../provider/resource.ts'

/** Names of columns by which people know a record, the best first. */
const KNOWN_BY = [/^(?:name|displayName|fullName|title)$/, /Name$/, /Number$/, /^(?:code|key|slug)$|(?:Code|Key|Slug)$/]

/** The column that a record is called by where something refers to it; undefined where none says more than its id. */
export const labelField = ({ fields }: Resource): ResourceField | undefined =>
  KNOWN_BY.flatMap(form => fields.find(({ name, kind, type }) => kind === 'VALUE' && type === 'String' && form.test(name)) ?? [])[0]
