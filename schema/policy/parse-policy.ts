import { createHash } from 'node:crypto'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { PolicyFileError } from './policy-file-error.ts'
import { policyShape, type PolicyFile } from './policy-shape.ts'
import { ROLES, type CoordinateGrant, type Policy } from './policy.ts'
import type { Purpose } from './principal.ts'

// Longer than any table that people can still read, so that a wrong path (a dump, a device) is refused and not parsed.
const LONGEST = 200_000

/** Reads the text of a policy file. Throws `PolicyFileError` for the first thing in it that is not understood. */
export function parsePolicy(file: string, text: string): Policy {
  const version = `p_${createHash('sha256').update(text).digest('hex')}`
  return policyOf(version, readShape(file, text))
}

function readShape(file: string, text: string): PolicyFile {
  if (text.length > LONGEST) throw new PolicyFileError(file, `longer than ${LONGEST} characters`)
  const lines = new LineCounter()
  // all scalars are words: 0 is the name of a cell and no number
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const [fault] = [...document.errors, ...document.warnings]
  if (fault) throw new PolicyFileError(file, `${placeOf(lines, fault.pos[0])}: ${fault.message}`)
  const result = policyShape.safeParse(plain(file, document))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const node = nearest(path.map(String), (place) => document.getIn(place.map((step) => /^[0-9]+$/.test(step) ? Number(step) : step), true))
  const where = isNode(node) && node.range ? `${placeOf(lines, node.range[0])}, ` : ''
  throw new PolicyFileError(file, `${where}${path.join('.') || 'whole file'}: ${issue?.message ?? 'not understood'}`)
}

function plain(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    throw new PolicyFileError(file, 'it uses an alias; write out what is meant')
  }
}

// What is missing has no place of its own; the thing that should hold it has.
function nearest(path: readonly string[], nodeAt: (path: readonly string[]) => unknown): unknown {
  const node = nodeAt(path)
  return node !== undefined || path.length === 0 ? node : nearest(path.slice(0, -1), nodeAt)
}

function placeOf(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset)
  return `line ${line}, column ${col}`
}

function policyOf(version: string, { cells, purposes, coordinates, channels }: PolicyFile): Policy {
  const rows = Object.entries(cells).map(([category, row]) => [category, Object.fromEntries(ROLES.map((role, place) => [role, row[place]]))])
  const grants = coordinates.flatMap(({ roles, names, purposes: listed, rows: only }) => roles.map((role): CoordinateGrant => ({
    role,
    coordinates: names,
    purposes: listed.flatMap((purpose): readonly Purpose[] => purpose === 'ROLE' ? purposes[role] : [purpose]),
    ...only && { rows: only },
  })))
  return { version, cells: Object.fromEntries(rows), purposes, grants, ceilings: channels }
}
