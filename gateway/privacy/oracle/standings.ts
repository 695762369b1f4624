import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import type { Column, Entity } from '../../../schema/model.ts'
import { exposedEntities } from '../../../schema/sdl/exposed.ts'
import type { Person } from '../person.ts'
import type { Standing } from './may-have.ts'
import { ownersSql, someSql, tableOf } from './row-sql.ts'
import { uuids, visibleSql } from './visible-sql.ts'

/** Entities that clients see. */
export const ENTITIES: readonly Entity[] = modules.flatMap(exposedEntities)

/** What every row of an entity is to one person. */
export interface Standings {
  /** Ids of the rows in all brands, those that the person may list before the others, the newest first. */
  readonly ids: readonly string[]
  /** Ids of the rows that the person may list. */
  readonly visible: readonly string[]
  of(id: string, column: Column): Standing
}

const NOBODY: Standing = { isVisible: false, isSelf: false, inOrganization: false, inWorkspace: false, isNotPersonal: false }

/** Works out the standings by looking at every row from above, or at those that the person sees and the newest of the others. */
export async function readStandings(database: pg.Client, entity: Entity, { person, most = 1_000_000 }: { readonly person: Person; readonly most?: number }): Promise<Standings> {
  const subjects = [...new Set(entity.columns.map((column) => selfSql(entity, column, person)))]
  const { rows } = await database.query<{ id: string; facts: readonly boolean[]; self: readonly boolean[] }>(`
    select id::text, facts, self from (select t.id, array[${[
      visibleSql(entity, person), among(entity, 'organization', person.orgs), among(entity, 'workspace', person.workspaces), notPersonalSql(entity),
    ].map(certain).join(', ')}] as facts, array[${subjects.map(certain).join(', ')}] as self
    from ${tableOf(entity)} t) f order by facts[1] desc, id desc limit ${most}`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    ids: rows.map(({ id }) => id),
    visible: rows.filter(({ facts: [isVisible] }) => isVisible === true).map(({ id }) => id),
    of(id, column) {
      const row = byId.get(id)
      if (row === undefined) return NOBODY
      const [isVisible = false, inOrganization = false, inWorkspace = false, isNotPersonal = false] = row.facts
      return { isVisible, inOrganization, inWorkspace, isNotPersonal, isSelf: row.self[subjects.indexOf(selfSql(entity, column, person))] === true }
    },
  }
}

const certain = (condition: string): string => `coalesce(${condition}, false)`

function among(entity: Entity, place: 'organization' | 'workspace', ids: readonly string[]): string {
  const owner = entity[place]
  return owner === undefined ? 'false' : `${ownersSql(entity, owner)} && ${uuids(ids)}`
}

function selfSql(entity: Entity, { label }: Column, person: Person): string {
  const subject = label.public ? entity.subject : label.subject ?? entity.subject
  if (subject.kind === 'NONE') return 'false'
  return `${ownersSql(entity, subject.owner)} && ${uuids([subject.kind === 'USER' ? person.userId : person.personId])}`
}

function notPersonalSql(entity: Entity): string {
  const { personal } = entity
  return personal === undefined ? 'false' : someSql(entity, personal.path, (alias) => `${alias}.${personal.column} <> '${personal.equals}'`)
}
