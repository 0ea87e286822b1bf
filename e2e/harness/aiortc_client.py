"""A WHIP publisher and a WHEP player on aiortc: no browser, and none of our code.

publish URL KEY FILE   sends a file's own packets, so no key frame request is ever answered
play URL KEY           says each second how many pictures and sounds were decoded
Ends when its standard input does.
"""

import asyncio
import json
import sys
import urllib.request
from urllib.parse import urljoin

from aiortc import RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.contrib.media import MediaPlayer


def say(**facts):
    print(json.dumps(facts), flush=True)


def request(method, url, key, body=None):
    headers = {"Authorization": f"Bearer {key}"}
    if body is not None:
        headers["Content-Type"] = "application/sdp"
    made = urllib.request.Request(url, data=body, headers=headers, method=method)
    with urllib.request.urlopen(made, timeout=10) as response:
        return response.status, response.headers, response.read().decode()


async def exchange(peer, url, key):
    await peer.setLocalDescription(await peer.createOffer())
    offer = peer.localDescription.sdp.encode()
    status, headers, answer = await asyncio.to_thread(request, "POST", url, key, offer)
    await peer.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
    say(status=status, etag=headers["ETag"])
    return urljoin(url, headers["Location"])


def publish(peer, file):
    player = MediaPlayer(file, decode=False)
    peer.addTrack(player.audio)
    peer.addTrack(player.video)
    for transceiver in peer.getTransceivers():
        wanted = {"audio": "audio/opus", "video": "video/H264"}[transceiver.kind]
        codecs = RTCRtpSender.getCapabilities(transceiver.kind).codecs
        transceiver.setCodecPreferences([codec for codec in codecs if codec.mimeType == wanted])
        transceiver.direction = "sendonly"


def play(peer):
    counts = {"audio": 0, "video": 0}

    async def count(track):
        while True:
            await track.recv()
            counts[track.kind] += 1

    peer.addTransceiver("audio", direction="recvonly")
    peer.addTransceiver("video", direction="recvonly")
    peer.on("track", lambda track: asyncio.ensure_future(count(track)))
    return counts


async def main(act, url, key, file=None):
    peer = RTCPeerConnection()
    peer.on("connectionstatechange", lambda: say(state=peer.connectionState))
    counts = play(peer) if act == "play" else publish(peer, file)
    session = await exchange(peer, url, key)
    ended = asyncio.ensure_future(asyncio.to_thread(sys.stdin.read))
    while not ended.done():
        await asyncio.wait([ended], timeout=1)
        if counts:
            say(**counts)
    status, _, _ = await asyncio.to_thread(request, "DELETE", session, key)
    say(deleted=status)
    await peer.close()


asyncio.run(main(*sys.argv[1:]))
