import { PERMISSIONS } from '../metadata/permissions.ts'
import { covers, isPermissionPattern } from './permissions.ts'

const READING = /\.(?:read|list)$/
const RAW_VALUES = /^pii\.[a-z][a-z0-9_]*\.reveal$/

/** Whether a role or token may name it: a permission that something in the graph asks for, a wildcard over such, or a right to raw values. */
export function isKnownPattern(pattern: string): boolean {
  if (!isPermissionPattern(pattern)) return false
  return RAW_VALUES.test(pattern) || PERMISSIONS.some((permission) => covers(pattern, permission))
}

/** What of a pattern only reads: itself where it does, or every permission to read that it stands for. */
export function readingForms(pattern: string): readonly string[] {
  if (!pattern.endsWith('*')) return READING.test(pattern) ? [pattern] : []
  const known = reading.get(pattern) ?? PERMISSIONS.filter((permission) => READING.test(permission) && covers(pattern, permission))
  reading.set(pattern, known)
  return known
}

// A handful: the wildcards that stand in roles.
const reading = new Map<string, readonly string[]>()
