import type { Resource, ResourceField } from '../provider/resource.ts'

const MOST = 6
const DULL = ['updatedAt', 'rowVersion', 'brandId', 'createdAt']

/** What people tell records by. */
const NAMES = /(?:number|name|email|title|subject|code|slug|key)$/i
const TELLING = /role|currency|priority|level|decision|event|version/i

/** Kinds of columns, what says most first, and how many of each a list begins with. */
const KINDS: readonly (readonly [most: number, is: (field: ResourceField) => boolean])[] = [
  [3, ({ name, kind }) => kind === 'VALUE' && NAMES.test(name)],
  [2, ({ values, isList }) => values.length > 0 && !isList],
  [1, ({ name, kind }) => kind === 'PARTS' && /total|amount/i.test(name)],
  [2, ({ name, kind }) => kind === 'VALUE' && TELLING.test(name) && !/Id$/.test(name)],
  [MOST, ({ name, kind }) => kind === 'VALUE' && NAMES.test(name)],
  [2, ({ kind }) => kind === 'REFERENCE'],
  [MOST, ({ kind, type, name, isList }) => kind === 'VALUE' && type !== 'JSON' && !isList && !/Id$/.test(name)],
]

/** Whether a column can be shown in a list: the id is what leads to the record. */
export const isListable = ({ name }: ResourceField): boolean => name !== 'id' && name !== 'brandId'

/** The columns that a list begins with: what tells records apart, where they stand, and when they were made. */
export const firstColumns = ({ fields }: Resource): readonly string[] => {
  const open = fields.filter(field => isListable(field) && !DULL.includes(field.name))
  const chosen = KINDS.reduce<readonly ResourceField[]>((taken, [most, is]) => [...taken, ...open.filter(field => is(field) && !taken.includes(field)).slice(0, most)], []).slice(0, MOST)
  return fields.filter(field => chosen.includes(field) || field.name === 'createdAt').map(({ name }) => name)
}
