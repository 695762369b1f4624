import { createHash } from 'node:crypto'
import { CLEARANCE_TABLE, COORDINATE_GRANTS, ROLE_PURPOSES, ROLE_SCOPES, ROLES } from './clearance.ts'
import { DETECTORS_VERSION } from './detectors.ts'

/** Names the data that decisions were made from: `p_` and the SHA-256 of the clearance table and its refinements. */
export const POLICY_VERSION = `p_${createHash('sha256')
  .update(JSON.stringify([ROLES, CLEARANCE_TABLE, ROLE_PURPOSES, ROLE_SCOPES, COORDINATE_GRANTS, DETECTORS_VERSION]))
  .digest('hex')}`
