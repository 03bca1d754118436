/** Downloaded files. Source: pip's _internal/network/download.py. */
export const DOWNLOADS = String.raw`def hash_of(link):
    """As the index names it; None: there is none that is safe to go by."""
    value = link.hash if link.hash_name == 'sha256' else getattr(link, '_hashes', {}).get('sha256')
    is_one = isinstance(value, str) and len(value) == 64 and all(digit in '0123456789abcdef' for digit in value)
    return value if is_one and link.scheme in ('http', 'https') else None


def is_public(response):
    from urllib.parse import urlsplit

    requests = [response.request] + [earlier.request for earlier in response.history]
    return not any('Authorization' in one.headers or urlsplit(one.url).username is not None for one in requests)


def remember_files(download):
    """_internal/network/download.py."""
    downloader = download.Downloader
    get, load, receive = downloader._http_get, downloader.__call__, download.response_chunks

    def place_of(link):
        value = hash_of(link)
        return None if value is None else os.path.join(FOLDER, 'files', value)

    def _http_get(self, link, *args, **options):
        response = get(self, link, *args, **options)
        place = place_of(link)
        if place is not None and not args and not options and is_public(response):
            response.kept_as = place
        return response

    def response_chunks(response, *args, **options):
        place = getattr(response, 'kept_as', None)
        length = response.headers.get('content-length')
        if place is not None and os.path.exists(place) and length == str(os.path.getsize(place)) and kept(place, os.path.basename(place)):
            return from_disk(response, place)
        return receive(response, *args, **options)

    def from_disk(response, place):
        response.close()
        with open(place, 'rb') as opened:
            yield from iter(lambda: opened.read(256 * 1024), b'')

    def __call__(self, link, location):
        answers = []
        self._http_get, ask = lambda *args, **options: answers.append(ask(*args, **options)) or answers[-1], self._http_get
        try:
            result = load(self, link, location)
        finally:
            del self._http_get
        place = getattr(answers[0], 'kept_as', None)
        try:
            if place is not None and os.path.getsize(result[0]) >= SMALLEST:
                keep(result[0], place)
        except OSError:
            pass
        return result

    downloader._http_get, downloader.__call__, download.response_chunks = _http_get, __call__, response_chunks
`
