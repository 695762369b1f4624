import type { Entity } from '../model.ts'
import { snakeCase } from './snake-case.ts'

/** Name of an entity in the catalog: the declared one, or its type's. */
export const entityName = ({ catalog, type }: Pick<Entity, 'catalog' | 'type'>): string => catalog?.name ?? snakeCase(type)
