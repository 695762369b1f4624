import { writeQueryLink } from '../../explorer/client/link/query-link.ts'
import { PATHS } from '../../explorer/paths.ts'
import { CATALOG_PATHS } from '../paths.ts'

/** Page of an entity, or of one of its columns or joins. */
export const entityAddress = (type: string, part?: string): string => `${CATALOG_PATHS.overview}/${encodeURIComponent(type)}${part === undefined ? '' : `#${encodeURIComponent(part)}`}`

/** Place of a metric among all. */
export const metricAddress = (name: string): string => `${CATALOG_PATHS.metrics}#${encodeURIComponent(name)}`

/** The explorer with a query; it stands behind the `#`, so no log has it. */
export const explorerAddress = (query: string, persona: string): string => `${PATHS.page}${writeQueryLink({ query, variables: '', persona, purpose: '' })}`
