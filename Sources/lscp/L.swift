import ArgumentParser
import FlyingFox
import Crypto
import Mustache
import Yams
@main struct L: ParsableCommand {}
