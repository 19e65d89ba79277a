class Client:
    def execute_query(self, sql):
        raise RuntimeError("no warehouse here")


def fetch():
    raise RuntimeError("no warehouse here")


async def fetch_later():
    raise RuntimeError("no warehouse here")
