import type { GraphQLResolveInfo } from 'graphql'
import { boundText, shownText, type Manifest } from '../../../schema/policy/manifest.ts'
import type { RelationRows } from '../../../schema/policy/relation-rows.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import type { Viewer } from '../read/rights.ts'
import type { ShownColumn } from '../read/shown.ts'

/**
 * Where the columns of a statement stand in the answer. SELECTED: at their keys below the field. FIRST: the statement reads a list of which
 * the field is the first row. FIELD: the resolver makes the value of the field out of them.
 */
export type Placing = 'SELECTED' | 'FIRST' | 'FIELD'

/** What the statements of one request show; grows while they are made. */
export interface ManifestParts {
  /** `place`: response keys of the field that a statement answers, without row numbers. */
  add(place: string, shown: readonly ShownColumn[], placing?: Placing): void
  /** Puts the manifest beside an answer that shows something labelled. */
  beside(response: SubgraphResponse): SubgraphResponse
}

export function manifestParts(viewer: Viewer): ManifestParts {
  const shown: Record<string, string[]> = {}
  let isEmpty = true
  return {
    add(place, columns, placing = 'SELECTED') {
      if (columns.length === 0) return
      isEmpty = false
      const texts = shown[place] ??= []
      const text = textOf(columns, placing)
      if (!texts.includes(text)) texts.push(text)
    },
    beside(response) {
      if (isEmpty) return response
      const manifest: Manifest = { shown, bound: boundOf(viewer) }
      return { ...response, extensions: { ...response.extensions, veil: { manifest } } }
    },
  }
}

/** Response keys from the root to a field that a resolver answers. */
export function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: string[] = []
  for (let at: typeof path | undefined = path; at; at = at.prev) if (typeof at.key === 'string') keys.unshift(at.key)
  return keys.join('.')
}

const texts = new WeakMap<readonly ShownColumn[], Map<Placing, string>>()

// Plans are kept, and what they show is theirs: the text is written once for each.
function textOf(columns: readonly ShownColumn[], placing: Placing): string {
  const known = texts.get(columns) ?? new Map<Placing, string>()
  texts.set(columns, known)
  const text = known.get(placing) ?? shownText(columns.map((column) => ({ ...column, path: placed(column.path, placing) })))
  known.set(placing, text)
  return text
}

function placed(path: string, placing: Placing): string {
  if (placing === 'FIELD') return ''
  return placing === 'FIRST' ? path.replace(/^(?:list\.)?nodes\./, '') : path
}

const bounds = new WeakMap<Viewer, string>()

/** What the parameters of this caller's statements are. */
function boundOf(viewer: Viewer): string {
  const text = bounds.get(viewer) ?? boundText((relation) => rowsOf(viewer, relation))
  bounds.set(viewer, text)
  return text
}

function rowsOf({ personId, userId, glass, relationOrgs, relationWorkspaces }: Viewer, relation: Parameters<Parameters<typeof boundText>[0]>[0]): RelationRows {
  switch (relation) {
    case 'SELF': case 'SELF_FROZEN': return { ...ids(personId, userId), orgs: [], workspaces: [] }
    case 'BREAK_GLASS': {
      const entity = glass?.entityId ? { entity: { type: '', id: glass.entityId } } : {}
      return { ...ids(glass?.personId ?? null, glass?.userId ?? null), ...entity, orgs: [], workspaces: [] }
    }
    default: return { orgs: relationOrgs(relation), workspaces: relationWorkspaces(relation) }
  }
}

function ids(personId: string | null, userId: string | null): Pick<RelationRows, 'personId' | 'userId'> {
  return { personId: personId ?? undefined, userId: userId ?? undefined }
}
