import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from '../settings/environment.ts'
import type { Environment } from '../settings/environment.ts'
import { parsePolicy } from './parse-policy.ts'
import { PolicyFileError } from './policy-file-error.ts'
import type { Policy } from './policy.ts'

/** What this process decides by: its own policy, and the one before it while a change is under way. */
export interface Policies {
  readonly current: Policy
  readonly previous?: Policy
}

const OWN_FILE = fileURLToPath(new URL('clearance.yaml', import.meta.url))

/** Reads `VEIL_POLICY` (else the product's own file) and, if set, `VEIL_POLICY_PREVIOUS`. Throws `PolicyFileError`. */
export function readPolicies(given: Environment): Policies {
  const { VEIL_POLICY: file, VEIL_POLICY_PREVIOUS: previous } = given
  return { current: readPolicy(currentPolicyFile({ VEIL_POLICY: file })), ...previous && { previous: readPolicy(resolve(previous)) } }
}

let loaded: Policies | undefined

/** Those of this process, read at its start, so that a broken file stops it before it answers anybody; another object after a change. */
export function policies(): Policies {
  return loaded ??= readPolicies(environment())
}

/** Reads the file of the current policy once more, without deciding by it. Throws `PolicyFileError`. */
export function readCurrentPolicy(given: Environment = environment()): Policy {
  return readPolicies({ VEIL_POLICY: given.VEIL_POLICY }).current
}

/** Where the current policy is read from. */
export function currentPolicyFile({ VEIL_POLICY: file }: Environment = environment()): string {
  return file ? resolve(file) : OWN_FILE
}

/**
 * From now on this process decides by this policy, and knows the one before it as the previous one: what is under way is decided by
 * the meet of both. False where nothing changes. Who keeps what follows from a policy keeps it beside the object that `policies()` gives.
 */
export function adoptPolicy(policy: Policy): boolean {
  const { current } = policies()
  if (policy.version === current.version) return false
  loaded = { current: policy, previous: current }
  return true
}

/** The version that this process decides by. */
export function policyVersion(): string {
  return policies().current.version
}

/**
 * The policies whose meet decides about a request that somebody made under this version: a change narrows while it is under way.
 * Undefined for a version that this process does not know; such a request is refused.
 */
export function policiesFor(version: string, { current, previous }: Policies = policies()): readonly Policy[] | undefined {
  if (version === current.version) return [current]
  return previous?.version === version ? [current, previous] : undefined
}

function readPolicy(file: string): Policy {
  return parsePolicy(file, textOf(file))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
    throw new PolicyFileError(file, code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`)
  }
}
