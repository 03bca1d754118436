export interface HttpClient {
  /**
   * Gets a small text.
   *
   * @returns undefined for any answer but a 2xx
   * @throws on a network failure, a time-out, or a body of over `limit` bytes
   */
  getText(url: string, options: {limit: number; signal: AbortSignal}): Promise<string | undefined>
}

export const realHttpClient: HttpClient = {
  async getText(url, {limit, signal}) {
    const response = await fetch(url, {redirect: 'error', signal})
    if (!response.ok || !response.body) {
      // A body that nobody reads would hold the connection, and with it the process, open.
      await response.body?.cancel()
      return
    }

    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.byteLength
      if (size > limit) throw new Error(`the answer is longer than ${limit} bytes`)
      chunks.push(chunk)
    }

    return Buffer.concat(chunks).toString('utf8')
  },
}
