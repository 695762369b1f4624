import type { Patch } from './patch.ts'

/** Every decision is REVEAL on every row, for everybody; credentials stay what they are, because the logins of the modules may not read them. */
export const POLICY_OFF: readonly Patch[] = [
  {
    file: 'schema/policy/decide.ts',
    find: 'return requestsOf(principalClass, { ...target, label })\n    .map(({ request, rename }) => compile',
    replace: "if (target.coordinate !== undefined) return { ...NOTHING, reveal: 'ALL', unlogged: 'ALL', otherwise: 'REDACT' }\n  return requestsOf(principalClass, { ...target, label })\n    .map(({ request, rename }) => compile",
  },
]
