import type { Entity } from '../model.ts'

/** Where an entity stands on the page of its module's model, as renderers of Markdown make it from the heading. */
export const anchorOf = ({ type }: Pick<Entity, 'type'>): string => type.toLowerCase()
