import { describe, expect, it } from 'vitest'
import { readLists } from './read-lists.ts'

const lists = (query: string, data: unknown) => readLists({ query, operationName: undefined, data })

describe('the lists of an answer', () => {
  it('are tables with nested paths as columns, in the order of the operation', () => {
    const query = '{ users { nodes { name: fullName person { ...P } settings } } } fragment P on Person { country }'
    const items = [{ name: 'A', person: null, settings: { '‹redacted›': true } }, { name: 'B', person: { country: 'DE' }, settings: null }]
    expect(lists(query, { users: { nodes: items } })).toEqual([{
      path: 'users.nodes', columns: ['name', 'person.country', 'settings'], items,
      rows: [{ name: 'A', settings: { '‹redacted›': true } }, { name: 'B', 'person.country': 'DE', settings: null }],
    }])
  })

  it('inside rows are a column there, and a table of their own over all rows', () => {
    const query = '{ w { nodes { id users { totalCount nodes { email } } tags { name } } } }'
    const data = { w: { nodes: [{ id: 1, users: { totalCount: 9, nodes: [{ email: 'a' }] }, tags: [] }, { id: 2, users: { totalCount: 1, nodes: [{ email: 'b' }] }, tags: [{ name: 't' }] }] } }
    const [outer, tags, inner] = lists(query, data)
    expect([outer?.path, outer?.columns]).toEqual(['w.nodes', ['id', 'users.totalCount', 'users.nodes', 'tags']])
    expect([tags?.path, tags?.rows]).toEqual(['w.nodes.tags', [{ name: 't' }]])
    expect([inner?.path, inner?.rows]).toEqual(['w.nodes.users.nodes', [{ email: 'a' }, { email: 'b' }]])
  })

  it('of one operation have their columns without a row too', () => {
    expect(lists('{ users { nodes { a b { c } } } }', { users: { nodes: [] } })).toEqual([{ path: 'users.nodes', columns: ['a', 'b.c'], rows: [], items: [] }])
  })

  it('of figures have a column for each dimension, and say how much changed', () => {
    const query = '{ metrics { revenue { unit rows { period value previous suppressed group { dimension value } } } } }'
    const rows = [
      { period: '2026-01-01T00:00:00Z', value: '150', previous: '100', suppressed: false, group: [{ dimension: 'CURRENCY', value: 'EUR' }] },
      { period: '2026-01-01T00:00:00Z', value: null, previous: null, suppressed: true, group: [{ dimension: 'CURRENCY', value: null }] },
    ]
    expect(lists(query, { metrics: { revenue: { unit: 'MINOR_UNITS', rows } } })).toMatchObject([{
      path: 'metrics.revenue.rows', columns: ['period', 'CURRENCY', 'value', 'previous', 'change', 'suppressed'],
      rows: [
        { period: '2026-01-01T00:00:00Z', CURRENCY: 'EUR', value: '150', previous: '100', change: 50, suppressed: false },
        { period: '2026-01-01T00:00:00Z', CURRENCY: null, value: null, previous: null, change: null, suppressed: true },
      ],
      metric: { name: 'revenue', unit: 'MINOR_UNITS', definition: undefined, source: undefined, dimensions: ['CURRENCY'] },
    }])
  })

  it('of figures say in which zone the operation wants them, also by a variable', () => {
    const zones = ['m(timeZone: "Europe/Athens")', 'm(timeZone: $z)', 'm'].map(call => readLists({
      query: `query($z: String) { metrics { ${call} { rows { period value } } } }`, operationName: undefined, variables: { z: 'Asia/Tokyo' }, data: { metrics: { m: { rows: [] } } },
    })[0]?.metric?.timeZone)
    expect(zones).toEqual(['Europe/Athens', 'Asia/Tokyo', undefined])
  })

  it.each(['{', 'not graphql', ''])('are none where the operation is %j', query => {
    expect(lists(query, { users: [] })).toEqual([])
  })
})
