import type { KeyRing } from '../../schema/policy/key-ring.ts'

/** What every arm is given, so that they differ in nothing else. */
export interface ArmOptions {
  /** The database, the logins of the modules and the keys, as environment variables. */
  readonly environment: Readonly<Record<string, string>>
  /** Connections of each module. */
  readonly poolSize: number
  /** Signs the tokens of the askers. */
  readonly envelopeKeys: KeyRing
}
