import type { Entity } from '../../../schema/model.ts'

/** A table without ids is a projection that can be computed again: not in the graph, and its key is what it sums over. */
export const hasId = ({ columns }: Entity): boolean => columns.some(({ name }) => name === 'id')
