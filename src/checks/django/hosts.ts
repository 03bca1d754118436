/** Entries of ALLOWED_HOSTS, as Django compares them with the host of a request. */

/** Source: Django's django.http.request.validate_host and django.utils.http.is_same_domain. */
export function matches(host: string, pattern: string): boolean {
  if (pattern === '*' || pattern === host) return true
  return pattern.startsWith('.') && (host.endsWith(pattern) || host === pattern.slice(1))
}

/** A domain that could be added to the app: not of one machine, not of another app. */
export function isPublic(pattern: string): boolean {
  return (
    /^\.?[a-z\d][a-z\d.-]*[a-z]\w*$/.test(pattern) &&
    pattern.slice(1).includes('.') &&
    !isElsewhere(pattern) &&
    !/(?:^|\.)(?:localhost|local|test|internal|herokuapp\.com)$/.test(pattern)
  )
}

/** Hosts that other platforms give an app: no app on Heroku is served under one. */
export function isElsewhere(pattern: string): boolean {
  return /\.(?:azurewebsites\.net|amazonaws\.com|appspot\.com|fly\.dev|gitpod\.io|netlify\.app|ngrok\.io|ngrok-free\.app|onrender\.com|pythonanywhere\.com|railway\.app|repl\.co|run\.app|vercel\.app)$/.test(
    pattern,
  )
}

/** Why an entry matches no host at all, as the end of a sentence, which doesn't hold the entry. */
export function misspelling(entry: string): string | undefined {
  if (/^https?:/.test(entry)) return ' (entries are hosts, without https://)'
  if (/^\s|\s$/.test(entry)) return ' (an entry with a space matches no host)'
  if (/:\d+$/.test(entry) && !entry.startsWith('[')) return ' (entries are hosts, without a port)'
  if (entry.includes('/')) return ' (entries are hosts, without a path)'
  return /^\*./.test(entry) ? ' (for all subdomains, start with a dot instead of a star)' : undefined
}
