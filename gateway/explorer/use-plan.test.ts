import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { PLAN_HEADER } from './paths.ts'

let gateways: Readonly<Record<'development' | 'production', FixtureGateway>>
beforeAll(async () => {
  gateways = { development: await fixtureGateway({ isDevelopment: true }), production: await fixtureGateway({ isDevelopment: false }) }
})
afterAll(() => Promise.all(Object.values(gateways).map(({ gateway }) => gateway.stop())))

const ask = async ({ gateway, tokenFor }: FixtureGateway, headers: Readonly<Record<string, string>>) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST', body: JSON.stringify({ query: '{ user(id: "u1") { email } }' }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor('support')}`, ...headers },
  })
  return JSON.parse(await response.text())
}

it('a gateway in development tells the plan of an operation to whoever asks for it', async () => {
  const answer = await ask(gateways.development, { [PLAN_HEADER]: '1' })
  expect(answer.extensions.plan).toMatchObject({ kind: 'Fetch', service: expect.any(String), operation: expect.stringContaining('email @include(if: $__veil_0)') })
})

it('a plan is told to nobody who does not ask, and by no other gateway', async () => {
  expect((await ask(gateways.development, {})).extensions).not.toHaveProperty('plan')
  const answer = await ask(gateways.production, { [PLAN_HEADER]: '1' })
  expect(answer.data).toBeDefined()
  expect(answer.extensions).not.toHaveProperty('plan')
})
