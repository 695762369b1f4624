import { DETECTORS_VERSION } from '../detectors.ts'
import type { Mask } from './mask.ts'

/** The stored copy after the detectors; null where there is none or it was made by older detectors. Never computed from the text in a query. */
export const text: Mask = {
  sql: (_column, { redactedSql, versionSql }) => redactedSql === undefined || versionSql === undefined
    ? 'null::text'
    : `case when ${versionSql} >= ${DETECTORS_VERSION} then ${redactedSql} end`,
  value: (_text, { redacted, version }) => version !== undefined && version !== null && version >= DETECTORS_VERSION ? redacted ?? null : null,
}
