import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { httpStatusOf, isErrorCode, messageOf } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { CHALLENGE } from '../refusal.ts'
import { countExport, UUID } from './export-service.ts'
import type { FoundFile, fileFinder } from './fetch-file.ts'
import type { ExportFormat } from './formats/open-writer.ts'

export interface FileRouteOptions {
  /** Says who asks, as for GraphQL. */
  openContext(request: FastifyRequest): Promise<GatewayContext>
  readonly find: ReturnType<typeof fileFinder>
}

const FORM: Readonly<Record<ExportFormat, { readonly type: string, readonly name: string }>> = {
  CSV: { type: 'text/csv; charset=utf-8', name: 'export.csv' },
  JSONL: { type: 'application/jsonl; charset=utf-8', name: 'export.jsonl' },
  PARQUET: { type: 'application/vnd.apache.parquet', name: 'export.parquet' },
}

const takesGzip = ({ headers: { 'accept-encoding': accepted = '' } }: FastifyRequest): boolean =>
  accepted.split(',').some(coding => /^\s*(?:gzip|x-gzip|\*)\s*(?:;\s*q=(?!0(?:\.0+)?\s*$)[\d.]+)?\s*$/i.test(coding))

const refused = (reply: FastifyReply, code: ErrorCode, status = httpStatusOf(code)): FastifyReply => {
  if (status === 401) reply.header('www-authenticate', CHALLENGE)
  return reply.status(status).send({ errors: [{ message: messageOf(code), extensions: { code } }] })
}

const send = (reply: FastifyReply, { format, isGzip, stream }: FoundFile): FastifyReply => {
  const { type, name } = FORM[format]
  reply.headers({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store', 'vary': 'accept-encoding, authorization' })
  if (isGzip) reply.header('content-encoding', 'gzip')
  countExport('fetched')
  return reply.send(stream())
}

/** Serves files at `GET /exports/<id>` to whoever asked for them. Every other file is as one that never was. */
export const fileRoute = (app: FastifyInstance, { openContext, find }: FileRouteOptions): void => {
  app.get<{ Params: { id: string } }>('/exports/:id', async (request, reply) => {
    try {
      const { scope: { principal } } = await openContext(request)
      const { id } = request.params
      const file = UUID.test(id) ? await find(principal, id, { takesGzip: takesGzip(request), requestId: request.id }) : undefined
      if (file) return send(reply, file)
      countExport('refused')
      return refused(reply, 'NOT_FOUND', 404)
    } catch (failure) {
      const code = failure instanceof GraphQLError ? failure.extensions.code : undefined
      if (!isErrorCode(code)) throw failure
      return refused(reply, code)
    }
  })
}
