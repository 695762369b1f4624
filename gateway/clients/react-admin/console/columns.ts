import type { Resource, ResourceField } from '../provider/resource.ts'

const MOST = 6
const LAST = ['createdAt', 'updatedAt', 'rowVersion', 'brandId']

/** Words in the names of columns by which people tell records apart. */
const TELLING = /number|name|email|title|subject|code|slug|status|kind|role|money|currency|priority|level|decision|event/i

/** How little a column says to somebody who looks through a list. */
const dullness = ({ name, type, kind, values, isList }: ResourceField): number => {
  if (LAST.includes(name)) return name === 'createdAt' ? 2 : 6
  if (type === 'JSON') return 5
  if (/Id$/.test(name) || isList) return 4
  if (kind === 'REFERENCE') return 3
  return TELLING.test(name) || values.length > 0 || kind === 'PARTS' ? 0 : 1
}

/** Whether a column can be shown in a list: the id is what leads to the record, and an id beside its reference says the same twice. */
export const isListable = ({ name }: ResourceField): boolean => name !== 'id' && name !== 'brandId'

/** The columns that a list begins with: what tells records apart, then where they belong, then when they were made. */
export const firstColumns = ({ fields }: Resource): readonly string[] => {
  const ranked = fields.filter(isListable).map((field, place) => ({ field, place, rank: dullness(field) })).filter(({ rank }) => rank < 5)
  const chosen = ranked.toSorted((a, b) => a.rank - b.rank || a.place - b.place).slice(0, MOST)
  const time = chosen.filter(({ field }) => field.name === 'createdAt')
  return [...chosen.filter(one => !time.includes(one)).toSorted((a, b) => a.place - b.place), ...time].map(({ field }) => field.name)
}
