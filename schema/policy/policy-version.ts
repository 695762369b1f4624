import { policyVersion } from './policies.ts'

/** The version of the policy of this process. */
export const POLICY_VERSION = policyVersion()
