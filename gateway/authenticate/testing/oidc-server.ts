import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import type { Configuration, JWK } from 'oidc-provider'

/** An identity provider in this process: the one that others certify against, with a page that signs anybody in. */
export interface OidcServer {
  readonly issuer: string
  /** By the authorization code flow with PKCE, as an app of a person does; for an audience, or none. */
  signIn(subject: string, how?: SignInOptions): Promise<Tokens>
  /** By client credentials, as a machine does. */
  machineToken(): Promise<string>
  /** Signs with a new key from now on; the one before stays published, or is withdrawn. */
  rotate(how?: { readonly withdraw?: boolean }): void
  stop(): Promise<void>
}

/** For which audience and how long. */
export interface SignInOptions {
  readonly resource?: string
}

/** What an app gets. */
export interface Tokens {
  readonly access: string
  readonly identity: string
}

/** The API that this provider knows, and another one. */
export const OUR_RESOURCE = 'urn:veilgraph'
export const OTHER_RESOURCE = 'urn:elsewhere'
export const AUDIENCES: Readonly<Record<string, string>> = { [OUR_RESOURCE]: 'veilgraph', [OTHER_RESOURCE]: 'elsewhere' }

const REDIRECT = 'http://127.0.0.1/back'
const SECRET = randomBytes(24).toString('hex')

const newKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { kty = 'RSA', ...rest } = privateKey.export({ format: 'jwk' })
  return { kty, ...rest, kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' }
}

const configuration = (keys: readonly JWK[]): Configuration => ({
  jwks: { keys: [...keys] },
  clients: [
    { client_id: 'app', redirect_uris: [REDIRECT], grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'none', application_type: 'native' },
    { client_id: 'machine', client_secret: SECRET, redirect_uris: [], grant_types: ['client_credentials'], response_types: [] },
  ],
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  cookies: { keys: [SECRET] },
  ttl: { AccessToken: 600, ClientCredentials: 600 },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true, defaultResource: () => OUR_RESOURCE, useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => ({ scope: 'api', audience: AUDIENCES[resource] ?? 'nobody', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
})

const textField = (value: unknown, name: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  if (typeof found !== 'string') throw new Error(`The provider gave no ${name}: ${JSON.stringify(value)}`)
  return found
}

/** Signs in whoever the address names, and consents for them. */
const interact = async (provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: textField(params, 'login_hint') } }, { mergeWithLastSubmission: false })
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: 'app' })
  grant.addOIDCScope('openid')
  for (const resource of Object.keys(AUDIENCES)) grant.addResourceScope(resource, 'api')
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
}

/** Starts it on a port of its own. */
export const startOidcServer = async (): Promise<OidcServer> => {
  let keys: readonly JWK[] = [newKey()]
  let provider: Provider | undefined
  const server = createServer((request, response) => {
    if (!provider) return void response.writeHead(503).end()
    const current = provider
    if (request.url?.startsWith('/interaction/')) return void interact(current, request, response).catch(failure => response.writeHead(500).end(String(failure)))
    return void current.callback()(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const renew = (): void => { provider = new Provider(issuer, configuration(keys)) }
  renew()

  const exchange = async (form: Readonly<Record<string, string>>): Promise<unknown> => {
    const response = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form) })
    return response.json()
  }

  /** Follows the provider from page to page with its cookies, up to the code. */
  const follow = async (start: string): Promise<string> => {
    const cookies = new Map<string, string>()
    let next = start
    for (let step = 0; step < 10; step += 1) {
      const response = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const location = new URL(response.headers.get('location') ?? '', issuer)
      if (location.href.startsWith(REDIRECT)) return location.searchParams.get('code') ?? ''
      next = location.href
    }
    throw new Error('The provider goes round in circles.')
  }

  return {
    issuer,
    async signIn(subject, { resource = OUR_RESOURCE } = {}) {
      const verifier = randomBytes(32).toString('base64url')
      const query = new URLSearchParams({
        client_id: 'app', response_type: 'code', redirect_uri: REDIRECT, scope: 'openid api', login_hint: subject, resource, state: 'x',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
      })
      const code = await follow(`${issuer}/auth?${query}`)
      const answer = await exchange({ grant_type: 'authorization_code', client_id: 'app', code, redirect_uri: REDIRECT, code_verifier: verifier, resource })
      return { access: textField(answer, 'access_token'), identity: textField(answer, 'id_token') }
    },
    machineToken: async () => textField(await exchange({ grant_type: 'client_credentials', client_id: 'machine', client_secret: SECRET, resource: OUR_RESOURCE, scope: 'api' }), 'access_token'),
    rotate({ withdraw = false } = {}) {
      keys = [newKey(), ...(withdraw ? [] : keys)]
      renew()
    },
    stop: () => new Promise(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
