import type { FastifyInstance } from 'fastify'
import { GatewayError } from './gateway-error.ts'

/** Listens, or says in one line why it cannot; resolves with the address without a path. */
export const listen = async (app: FastifyInstance, { host, port }: { readonly host: string, readonly port: number }): Promise<string> => {
  try {
    return await app.listen({ host, port })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EADDRINUSE') throw new GatewayError('PORT_TAKEN', `Port ${port} is taken. Stop what listens there, or choose another with --port.`)
    if (code === 'EACCES') throw new GatewayError('PORT_REFUSED', `Port ${port} may not be used by this user. Choose another with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new GatewayError('HOST_UNKNOWN', `This machine has no address ${host}. Set HOST to one that it has.`)
    throw cause
  }
}
