import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('flags and environment', () => {
  it('name a port, a supergraph and the addresses of subgraphs', () => {
    const config = readConfig(['--port', '0', '--supergraph', 'x.graphql', '--anonymous'], { SUBGRAPHS: 'a=http://127.0.0.1:1/graphql\n  b=https://b.example/x b=http://127.0.0.1:2/x' })
    expect(config).toMatchObject({ supergraphFile: 'x.graphql', allowAnonymous: true, settings: { port: 0, mode: 'embedded' } })
    expect([...config.addresses]).toEqual([['a', ['http://127.0.0.1:1/graphql']], ['b', ['https://b.example/x', 'http://127.0.0.1:2/x']]])
  })

  it('of a distributed gateway mean production unless they say otherwise', () => {
    expect(readConfig(['--distributed'], {}).settings).toMatchObject({ mode: 'distributed', environment: 'production' })
    expect(readConfig(['--distributed'], { VEIL_ENVIRONMENT: 'development' }).settings.environment).toBe('development')
  })

  it('say which subgraphs are those of other people', () => {
    expect(readConfig(['--supergraph', 'x.graphql', '--foreign', 'a', '--foreign', 'b'], {}).foreign).toEqual(['a', 'b'])
    expect(readConfig(['--supergraph', 'x.graphql'], { FOREIGN_SUBGRAPHS: 'a, b' }).foreign).toEqual(['a', 'b'])
    expect(readConfig([], {}).foreign).toEqual([])
  })

  it.each([
    [['--bogus'], {}, 'Unknown option'],
    [['file'], {}, 'Unexpected argument'],
    [['--port', 'x'], {}, 'The port of --port must be a number from 0 to 65535.'],
    [['--port', '70000'], {}, 'The port of --port'],
    [['--port', ''], {}, 'The port of --port'],
    [['--anonymous'], {}, 'never answered without a token'],
    [['--foreign', 'reviews'], {}, 'name its file with --supergraph'],
    [[], { FOREIGN_SUBGRAPHS: 'reviews' }, 'name its file with --supergraph'],
    [['--supergraph', 'x.graphql', '--foreign', 'reviews', '--anonymous'], {}, 'never answer without a token'],
    [[], { SUBGRAPHS: 'a' }, 'SUBGRAPHS: must be a list'],
    [[], { SUBGRAPHS: 'a=ftp://x' }, 'SUBGRAPHS: must be a list'],
    [[], { PORT: 'x' }, 'PORT'],
  ])('that are wrong are told: %j %j', (args, environment, message) => {
    expect(() => readConfig(args, environment)).toThrow(message)
  })
})
