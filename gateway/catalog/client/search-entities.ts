import type { ListedEntity } from '../wire.ts'

/** What a word was found in, besides the name of the entity. */
export interface Found {
  readonly entity: ListedEntity
  /** Columns and metrics that are named so. */
  readonly parts: readonly string[]
}

const MOST_PARTS = 4

/** Entities in which all words are found, in their names, texts, columns or metrics; those that are named so come first. */
export const searchListed = (entities: readonly ListedEntity[], text: string): readonly Found[] => {
  const words = text.toLowerCase().split(/\s+/).filter(word => word !== '')
  if (words.length === 0) return entities.map(entity => ({ entity, parts: [] }))
  return entities.flatMap(entity => {
    const names = [entity.type, entity.name, entity.table].join(' ').toLowerCase()
    const members = [...entity.columns.map(({ field, name, categories }) => ({ shown: field, text: `${field} ${name} ${categories.map(({ category }) => category).join(' ')}`.toLowerCase() })), ...entity.metrics.map(({ name }) => ({ shown: name, text: name }))]
    const isFound = words.every(word => names.includes(word) || entity.description.toLowerCase().includes(word) || entity.group.includes(word) || members.some(member => member.text.includes(word)))
    if (!isFound) return []
    const parts = members.filter(member => words.some(word => member.text.includes(word))).map(({ shown }) => shown)
    return [{ entity, parts: parts.slice(0, MOST_PARTS), rank: words.every(word => names.includes(word)) ? 0 : 1 }]
  }).sort((a, b) => a.rank - b.rank)
}
