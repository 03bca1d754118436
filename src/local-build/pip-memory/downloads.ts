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


def remember_files(ahead):
    def change(download):
        """_internal/network/download.py."""
        downloader = download.Downloader
        get, load, receive, headers = downloader._http_get, downloader.__call__, download.response_chunks, dict(download.HEADERS)

        def place_of(link):
            value = hash_of(link)
            return None if value is None else os.path.join(FOLDER, 'files', value)

        def _http_get(self, link, *args, **options):
            place = None if args or options else place_of(link)
            if place is None:
                return get(self, link, *args, **options)
            opened = opened_if_whole(place)
            if opened is not None:
                try:
                    response = ahead.head(self._session, link.url_without_fragment)
                except Exception:
                    response = None
                if has_length_of(response, opened):
                    response.kept_file = opened
                    return response
            response = get(self, link)
            if is_public(response):
                response.kept_as = place
                if has_length_of(response, opened):
                    response.kept_file = opened
            return response

        def response_chunks(response, *args, **options):
            opened = getattr(response, 'kept_file', None)
            return receive(response, *args, **options) if opened is None else from_disk(response, opened)

        def __call__(self, link, location):
            answers = []
            self._http_get, ask = lambda *args, **options: answers.append(ask(*args, **options)) or answers[-1], self._http_get
            try:
                result = load(self, link, location)
            finally:
                del self._http_get
            place = getattr(answers[0], 'kept_as', None)
            try:
                if place is not None:
                    keep(result[0], place)
            except OSError:
                pass
            return result

        ahead.file_headers = headers
        downloader._http_get, downloader.__call__, download.response_chunks = _http_get, __call__, response_chunks

    return {'_internal.network.download': change}


def opened_if_whole(place):
    """A file on the disk with the bytes that its name says; what is opened stays, whoever deletes the name."""
    try:
        opened = open(place, 'rb')
        if kept(place, os.path.basename(place)):
            return opened
        opened.close()
    except OSError:
        pass
    return None


def has_length_of(response, opened):
    return response is not None and opened is not None and response.headers.get('content-length') == str(os.fstat(opened.fileno()).st_size)


def from_disk(response, opened):
    response.close()
    with opened:
        yield from iter(lambda: opened.read(256 * 1024), b'')
`
