import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import { readCompose } from '../../distributed/read-compose.ts'

const realm = z.looseObject({ realm: z.string(), users: z.array(z.looseObject({ id: z.uuid(), username: z.string() })) })

describe('the realm for Keycloak', () => {
  it('has the demo people of its brand under their own ids', () => {
    const { realm: name, users } = realm.parse(JSON.parse(readFileSync(join(projectFolder, 'gateway/authenticate/keycloak/realm-acme.json'), 'utf8')))
    expect(users.map(({ id, username }) => [username, id])).toEqual(personas.filter(({ brand }) => brand === name).map(persona => [persona.name, persona.userId]))
  })

  it('is not started without Docker', () => {
    const compose = readFileSync(join(projectFolder, 'docker-compose.yml'), 'utf8')
    expect(compose).toContain('realm-acme.json')
    expect(readCompose(compose, new Proxy({}, { get: () => 'x' })).map(({ name }) => name)).not.toContain('keycloak')
  })
})
