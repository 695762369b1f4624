import { refuse } from '../refusal.ts'
import type { Authenticate } from './caller.ts'

/** Where nothing can say what somebody may do, nobody is known. */
export const refuseEverybody: Authenticate = async () => {
  throw refuse('UNAUTHENTICATED')
}
