import Content

/// A contact, as its card shows it.
struct ContactScope: TemplateScope {
  let contact: Contact
  let strings: StringTable

  static let fields: [String: Field<ContactScope>] = [
    "id": .text { $0.contact.id },
    "name": .text { $0.contact.name },
    "users": .text { $0.contact.users.rawValue },
    "phone": .text { $0.contact.phone },
    "phoneAddress": .text { $0.contact.phoneAddress },
    "text": .text { $0.contact.text },
    "email": .text { $0.contact.email },
    "web": .text { $0.contact.web },
    "webName": .text { $0.contact.webName },
    "hours": .text { $0.contact.hours },
    "cost": .text { $0.contact.cost },
    "purpose": .text { $0.contact.purpose },
    "notFor": .text { $0.contact.notFor },
    "note": .text { $0.contact.note },
    "isVerified": .flag { $0.contact.verifiedOn != nil },
    "verifiedOn": .text { scope in scope.contact.verifiedOn.map(scope.strings.words) },
  ]

  func child(named name: String) -> Any? {
    name == StringTable.scopeName ? strings : Self.fields[name]?.value(self)
  }
}

extension Contact {
  /// `tel:` and the digits: `0808 800 5000` is `tel:08088005000`.
  var phoneAddress: String? {
    phone.map { "tel:" + String(decoding: $0.utf8.filter { (0x30...0x39).contains($0) || $0 == 0x2B }, as: UTF8.self) }
  }

  /// The web address without what people do not say: `https://www.childline.org.uk/` is `www.childline.org.uk`.
  var webName: String? {
    web.map { address in
      var name = address[...]
      if let scheme = name.firstRange(of: "://") { name = name[scheme.upperBound...] }
      if name.hasSuffix("/") { name = name.dropLast() }
      return String(name)
    }
  }
}
