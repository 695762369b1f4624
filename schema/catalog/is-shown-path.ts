import type { SchemaView } from './schema-view.ts'

/** Whether all steps of a dimension of another module are there, from the entity of the metric. */
export const isShownPath = (entity: string, path: string, view: SchemaView): boolean => {
  let at: string | undefined = entity
  for (const step of path.split('.')) {
    if (at === undefined || !view.has(`${at}.${step}`)) return false
    at = view.typeOf(`${at}.${step}`)
  }
  return true
}
