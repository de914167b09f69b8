"""What a user of aiomailru does: lists, a feed, a post that is refused, and a method that the package has never heard of."""

import asyncio
import os

from aiomailru import API, exceptions, sessions

sessions.TokenSession.API_URL = os.environ['MAILRU_API_URL']


async def main():
    async with sessions.TokenSession(
        int(os.environ['MAILRU_APP_ID']), os.environ['MAILRU_PRIVATE_KEY'], '',
        os.environ['MAILRU_ACCESS_TOKEN'], os.environ['MAILRU_UID'],
    ) as session:
        api = API(session)
        friends = await api.friends.get()
        known = await api.users.getInfo(uids=f'{friends[0]},{friends[1]}')
        print('friends', len(friends), [user['uid'] for user in known] == friends[:2])
        print('profiles', all('zodiac' in user for user in await api.friends.get(ext=1)))
        print('feed', sorted({item['subtype'] for item in await api.stream.get(limit=9)}))
        print('gifts', len(await api.gifts.find(offset=2, limit=2)), len(await api.gifts.find(offset=2, limit=2, full=1)))
        try:
            await api.stream.post(text='Привет!')
        except exceptions.APIError as error:
            print('refused', error.code)


asyncio.run(main())
