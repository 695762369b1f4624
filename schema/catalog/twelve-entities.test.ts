import { describe, expect, it } from 'vitest'
import { additionsOf, differencesOf, linesOfCatalog, linesOfTwelve } from './testing/catalog-lines.ts'
import { DIFFERENCES } from './testing/differences.ts'
import { ownCatalog } from './testing/own-catalog.ts'

const was = linesOfTwelve()
const names = new Set([...was.keys()].map(name => name.split(/[. ]/)[0]))
const entities = ownCatalog().entities.filter(({ name }) => names.has(name))
const is = linesOfCatalog(entities)

describe('the catalog beside the twelve entities that it was conceived from', () => {
  it('has all twelve, with all that they had, but for what is listed with its reason', () => {
    expect(entities.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(was.size).toBe(582)
    expect([...differencesOf(was, is)].sort()).toEqual(Object.values(DIFFERENCES).flat().sort())
  })

  it('would tell of a fact that is lost, and of one that is another', () => {
    const planted = new Map([...is].filter(([name]) => name !== 'invoice join invoice_workspace'))
    planted.set('session.session_token category', 'none')
    const found = differencesOf(was, planted).filter(line => !Object.values(DIFFERENCES).flat().includes(line))
    expect(found).toEqual([
      'invoice join invoice_workspace: invoice.workspace_id = workspace.id MANY_TO_ONE OPERATOR_AUTHORED -> none',
      'session.session_token category: CREDENTIAL! -> none',
    ])
  })

  it('adds columns, joins and metrics, and takes the home of an account from organization', () => {
    const additions = additionsOf(was, is)
    const of = (kind: RegExp): number => additions.filter(name => kind.test(name)).length
    process.stdout.write(`added to the twelve entities: ${of(/^\w+\./)} columns, ${of(/ join /)} joins, ${of(/ metric /)} metrics\n  ${additions.join(', ')}\n`)
    expect(of(/^\w+\./)).toBeGreaterThan(100)
    expect(entities.find(({ name }) => name === 'user')?.fields.find(({ field }) => field === 'workspaceId')).toMatchObject({ module: 'organization', graphqlType: 'ID' })
  })
})
