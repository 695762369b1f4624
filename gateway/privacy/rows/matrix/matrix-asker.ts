import type { Principal } from '../../../../schema/policy/principal.ts'
import type { HolderRights } from './holder-rights.ts'
import type { MatrixHolder } from './matrix-holder.ts'
import type { MatrixPlaces } from './matrix-places.ts'

/** A holder who can ask. */
export interface MatrixAsker {
  readonly label: string
  readonly holder: MatrixHolder
  readonly places: MatrixPlaces
  /** By the oracle. */
  readonly rights: HolderRights
  /** Header Authorization; absent for somebody without a token. */
  readonly authorization?: string
  /** Said where somebody works in the name of somebody else. */
  readonly reason?: string
  /** What the product makes of the token: for questions past the gateway. */
  readonly principal: Principal
}
