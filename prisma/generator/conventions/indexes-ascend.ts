import { annotationOf } from '../parse-annotations.ts'
import type { Convention } from './convention.ts'

/** Indexes are ascending: a descending list reads them backwards, and the metadata has no place for a direction. Machinery is not listed. */
export const indexesAscend: Convention = ({ source }, report) => {
  for (const { name, indexes, documentation } of source.models) {
    if (annotationOf(documentation, 'table')?.bare[0] === 'INFRASTRUCTURE') continue
    for (const { fields, descending } of indexes) if (descending) report('INDEX_DIRECTION', name, `the index on (${fields.join(', ')}) has a descending column; leave the direction out.`)
  }
}
