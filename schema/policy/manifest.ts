import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Decision } from './decision.ts'
import type { RelationRows } from './relation-rows.ts'
import { ROW_RELATIONS } from './row-relation.ts'

/** One labelled place of an answer and what was decided about it. */
export interface Shown {
  /** Response keys joined by dots, without row numbers. */
  readonly path: string
  /** `Type.field`. */
  readonly coordinate: string
  readonly decision: Decision
}

/** What a subgraph says that it has shown: it stands beside its answer, under `extensions.veil.manifest`. */
export interface Manifest {
  /** By the place of a statement in the answer, `shownText` of what it selected; a place may have several. */
  readonly shown: Readonly<Record<string, readonly string[]>>
  /** By relation, the hash of the ids that it was bound to; only where something depends on the row. */
  readonly bound: string
}

/** Equal texts mean that equal decisions were made about equal places. Decisions stand once each: an answer has few different ones. */
export function shownText(shown: readonly Shown[]): string {
  const decisions = new Map<string, number>()
  const places = new Map<string, number>()
  for (const { path, coordinate, decision } of shown) {
    const text = decisionText(decision)
    const number = decisions.get(text) ?? decisions.size
    decisions.set(text, number)
    places.set(`${path} ${coordinate} ${number}`, number)
  }
  return JSON.stringify([[...decisions.keys()], [...places.keys()].sort()])
}

function decisionText({ reveal, mask, pseudonym, first, otherwise, unlogged, counted }: Decision): string {
  return JSON.stringify([reveal, mask, pseudonym, first, otherwise, unlogged, counted])
}

const relation = z.enum(ROW_RELATIONS)
const reach = z.union([z.literal('ALL'), z.array(z.union([relation, z.array(relation)]))])
const decisionShape = z.tuple([reach, reach, reach, z.enum(['MASK', 'PSEUDONYM']), z.enum(['REDACT', 'REFUSE']), reach, reach])
const shownShape = z.tuple([z.array(z.string()), z.array(z.string())])

/** Reads what `shownText` wrote; undefined for any other text. */
export function readShown(text: string): readonly Shown[] | undefined {
  try {
    const [decisions, places] = shownShape.parse(JSON.parse(text))
    const made = decisions.map((one): Decision => {
      const [reveal, mask, pseudonym, first, otherwise, unlogged, counted] = decisionShape.parse(JSON.parse(one))
      return { reveal, mask, pseudonym, first, otherwise, unlogged, counted }
    })
    return places.flatMap((place) => {
      const [path = '', coordinate = '', number = ''] = place.split(' ')
      const decision = made[Number(number)]
      return decision ? [{ path, coordinate, decision }] : []
    })
  } catch {
    // of a subgraph that speaks otherwise nothing is known, and so nothing is shown
    return undefined
  }
}

/** The manifest beside an answer; undefined where there is none. Asked for every answer, so nothing is copied. */
export function manifestIn(extensions: Readonly<Record<string, unknown>> | undefined): Manifest | undefined {
  const veil = extensions?.veil
  const manifest: unknown = typeof veil === 'object' && veil !== null && 'manifest' in veil ? veil.manifest : undefined
  return isManifest(manifest) ? manifest : undefined
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('shown' in value) || !('bound' in value)) return false
  const { shown, bound } = value
  return typeof bound === 'string' && typeof shown === 'object' && shown !== null && Object.values(shown).every(isTexts)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}

/** The relations that ids of the caller stand for. */
export const BOUND_RELATIONS = ROW_RELATIONS.filter((name) => name !== 'NOT_PERSONAL')
export type BoundRelation = (typeof BOUND_RELATIONS)[number]

/** One text for what all relations of a caller are bound to, whatever the order of the ids; equal texts mean equal rows. */
export function boundText(rowsOf: (relation: BoundRelation) => RelationRows): string {
  return JSON.stringify(Object.fromEntries(BOUND_RELATIONS.map((name) => [name, hashOf(rowsOf(name))])))
}

/** The relations of which two texts say different things. */
export function boundOtherwise(one: string, other: string): ReadonlySet<string> {
  if (one === other) return new Set()
  const [a, b] = [hashesIn(one), hashesIn(other)]
  return new Set(BOUND_RELATIONS.filter((name) => a[name] === undefined || a[name] !== b[name]))
}

const hashes = z.record(z.string(), z.string())

function hashesIn(text: string): Readonly<Record<string, string>> {
  try {
    return hashes.parse(JSON.parse(text))
  } catch {
    // then every relation is bound otherwise
    return {}
  }
}

function hashOf({ personId, userId, entity, orgs, workspaces }: RelationRows): string {
  const ids = [personId ?? null, userId ?? null, entity?.id ?? null, [...orgs].sort(), [...workspaces].sort()]
  return createHash('sha256').update(JSON.stringify(ids)).digest('base64url').slice(0, 22)
}
